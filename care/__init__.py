"""Coming in well and staying well: the welcome, the first week, one's own line, the wall of help."""
