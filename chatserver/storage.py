"""Static files: under names that hold their content's hash, and served whole."""

import re
from typing import Any

from django.core.files.base import ContentFile
from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

COMMENT = re.compile(rb"/\*.*?\*/\s*", re.DOTALL)


class ModuleStorage(CompressedManifestStaticFilesStorage):
    """Also rewrites `import … from "./x.js";`, which needs its semicolon."""

    support_js_module_import_aggregation = True

    def _save(self, name: str, content: Any) -> str:
        """Without what a stylesheet says to its keepers: a phone pays for each byte."""
        if name.endswith(".css"):
            content = ContentFile(COMMENT.sub(b"", b"".join(content.chunks())))
        saved: str = super()._save(name, content)
        return saved


class WholeFiles(WhiteNoiseMiddleware):
    """Answers with a file's bytes: under ASGI a file that is read in pieces is slow."""

    @staticmethod
    def serve(static_file: StaticFile, request: HttpRequest) -> HttpResponse:
        found = static_file.get_response(request.method, request.META)
        content = b""
        if found.file is not None:
            with found.file:
                content = found.file.read()
        response = HttpResponse(content, status=found.status)
        del response["content-type"]
        for name, value in found.headers:
            response[name] = value
        return response
