package io.github.realtimecli.batch;

import io.github.realtimecli.session.Result;

/// What came of an attempt.
///
/// @param stamp of the recording before it was read
record Tried(Result result, Stamp stamp) {}
