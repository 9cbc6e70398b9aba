package io.github.realtimecli.batch;

import java.util.List;

/// What was found.
///
/// @param items   in the order of their names
/// @param remarks what the user should know about the search, a sentence each
public record Catalogue(List<Item> items, List<String> remarks) {
  public Catalogue {
    items = List.copyOf(items);
    remarks = List.copyOf(remarks);
  }

  /// The part of it that belongs to a shard.
  public Catalogue of(Shard shard) {
    return new Catalogue(items.stream().filter(item -> shard.holds(item.name())).toList(), remarks);
  }
}
