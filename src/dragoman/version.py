"""The version, which is part of every event's identity."""

from __future__ import annotations

VERSION = "0.1.0"
CODER = f"dragoman {VERSION}"
