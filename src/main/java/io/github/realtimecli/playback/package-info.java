/// Where the answer's sound goes: the speaker, a file, nowhere, several at once.
///
/// What enters: PCM as it arrives. What leaves: sound, and how much of it was heard.
@NullMarked
package io.github.realtimecli.playback;

import org.jspecify.annotations.NullMarked;
