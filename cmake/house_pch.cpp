// Carries the one precompiled header that every module reuses.
