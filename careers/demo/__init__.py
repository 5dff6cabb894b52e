"""A fictional département with a fixed seed, and the factories that tests build with too."""
