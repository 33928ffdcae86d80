"""Static files: under names that hold their content's hash, and served whole."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Written in STATIC_ROOT whenever the files there are whole.
STAMP = ".collected-from"
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
    """Answers with a file's bytes: under ASGI a file that is read in pieces is slow.

    Also those of a version that was prepared since: its first processes run beside ours,
    and the proxy asks any of us for what their pages name.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._known = _collected()
        super().__init__(get_response)

    def __call__(self, request: HttpRequest) -> Any:
        path = request.path_info
        if path.startswith(self.static_prefix) and path not in self.files:
            self._look_again()
        return super().__call__(request)

    def _look_again(self) -> None:
        if self._known != (now := _collected()):
            self.add_files(self.static_root, prefix=self.static_prefix)
            self._known = now

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


def _collected() -> int:
    """When the files were last collected, as the file system counts."""
    stamp = Path(settings.STATIC_ROOT) / STAMP
    return stamp.stat().st_mtime_ns if stamp.exists() else 0
