/// What the environment says: the key and whose account it is of, from variables and from `.env`.
///
/// What enters: the environment and the working folder. What leaves: one [io.github.realtimecli.config.Account].
@NullMarked
package io.github.realtimecli.config;

import org.jspecify.annotations.NullMarked;
