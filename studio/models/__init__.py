"""Base models: what is known of them, what lies on this disk, whether it is sound, and what fits this computer."""
