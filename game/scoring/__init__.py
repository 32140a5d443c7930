"""Events → Score: clinical measures first, points second. Pure."""
