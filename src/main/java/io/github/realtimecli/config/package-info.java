/// What the environment says: the key and whose account it is of, from variables, from `.env` and from a file.
///
/// What enters: the environment, the working folder, the names of a provider's variables. What leaves: one
/// [io.github.realtimecli.config.Account].
@NullMarked
package io.github.realtimecli.config;

import org.jspecify.annotations.NullMarked;
