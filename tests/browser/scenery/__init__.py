"""Places in every state, made by the actions themselves: `python -m tests.browser.scenery`.

Runs as a process of its own on a VAR_DIR before its server starts, and writes the
addresses of what it made to `scenery.json` there.
"""

import django

# Before the modules beside this read models.
django.setup()
