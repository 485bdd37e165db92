"""The web chat: questions on the left, the passages they rest on beside them."""
