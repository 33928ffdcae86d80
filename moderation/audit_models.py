"""The audit: entries in a chain that nothing changes, and their words apart from it."""

from django.db import models

from moderation.chain import Link


class AuditEntry(models.Model):
    """Who did what about which thing, and when; the database refuses to change it."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=24, db_index=True)
    # Plain numbers, not references: an account may go, and this stays.
    by = models.BigIntegerField(null=True)
    about = models.CharField(max_length=60, db_index=True)
    facts = models.JSONField(default=dict)
    words_hash = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64)
    key = models.CharField(max_length=8)
    hash = models.CharField(max_length=64)

    def link(self) -> Link:
        names = [field.name for field in self._meta.concrete_fields]
        return Link(**{name: getattr(self, name) for name in names})


class AuditWords(models.Model):
    """What was said with an entry; may be erased, and never changed."""

    entry = models.OneToOneField(
        AuditEntry, primary_key=True, on_delete=models.PROTECT, related_name="words"
    )
    salt = models.CharField(max_length=32)
    words = models.JSONField()
