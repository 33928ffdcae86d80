"""What happens by time to groups whose host was kept out; every job may run twice."""

from django.utils import timezone

from mentoring.actions.hosting import find_host_again, lose_host, stop_group
from mentoring.models import Group
from realtime.one_by_one import each


def keep_hosts() -> None:
    """Ahead, another host is looked for; once it is open, it stops."""
    planned = Group.objects.filter(state=Group.State.PLANNED)
    each(planned.select_related("host", "room", "host_gone"), _keep_host)


def _keep_host(group: Group) -> None:
    is_told = hasattr(group, "host_gone")
    if not group.is_hostless():
        if is_told:
            find_host_again(group)
    elif group.is_open(timezone.now()):
        stop_group(group)
    elif not is_told:
        lose_host(group)
