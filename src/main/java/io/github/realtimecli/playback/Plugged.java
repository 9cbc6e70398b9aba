package io.github.realtimecli.playback;

/// A line, and how it came about: one that leads nowhere when there is no device.
record Plugged(Opening opening, Line line) {}
