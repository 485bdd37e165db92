"""The formats that notes are written in, one module each, over one record."""
