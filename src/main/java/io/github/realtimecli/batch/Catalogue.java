package io.github.realtimecli.batch;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was found.
///
/// @param items   in the order of their names
/// @param root    the folder that all names are relative to, `null` when there are several
/// @param remarks what the user should know about the search, a sentence each
public record Catalogue(List<Item> items, @Nullable Path root, List<String> remarks) {
  public Catalogue {
    items = List.copyOf(items);
    remarks = List.copyOf(remarks);
  }

  /// The part of it that belongs to a shard.
  public Catalogue of(Shard shard) {
    return new Catalogue(items.stream().filter(item -> shard.holds(item.name())).toList(), root, remarks);
  }
}
