"""Static files under names that hold their content's hash, imports included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ModuleStorage(CompressedManifestStaticFilesStorage):
    """Also rewrites `import … from "./x.js";`, which needs its semicolon."""

    support_js_module_import_aggregation = True
