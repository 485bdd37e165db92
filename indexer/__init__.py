"""Articles in, index out."""

import os

# Before any part of ours imports the libraries, which read these once: nothing is fetched, nothing is reported.
# Who wants a model downloaded sets HF_HUB_OFFLINE=0.
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
