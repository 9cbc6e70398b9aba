/// Whom we call: where their server is and how they want to be addressed.
///
/// What enters: an account, a model, an address given by the user. What leaves: an endpoint and the shape to speak.
@NullMarked
package io.github.realtimecli.provider;

import org.jspecify.annotations.NullMarked;
