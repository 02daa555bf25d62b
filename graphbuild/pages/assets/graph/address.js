"use strict";

/* The part of the page's address that tells what is chosen: a document with how much around it, or the ends of a path. */
class GraphAddress {
  constructor(graph) {
    /* Others may link to a document with its address as it is or escaped. */
    this.byAddress = new Map(graph.nodes.flatMap((node) => [[node.iri, node], [encodeURIComponent(node.iri), node]]));
  }

  /* Return {node, steps}, {from, to}, or null where the address tells of nothing that is here. */
  read() {
    const told = location.hash.slice(1);
    const ends = /^from=(.+)&to=(.+)$/.exec(told);
    if (ends) {
      const [from, to] = [this.byAddress.get(ends[1]), this.byAddress.get(ends[2])];
      return from && to ? { from, to } : null;
    }
    const [, address, steps] = /^(.*?)(?:&depth=(\d))?$/.exec(told);
    const node = this.byAddress.get(address);
    return node ? { node, steps: steps ? Math.max(Number(steps), 1) : Infinity } : null;
  }

  write(chosen, steps) {
    let told = "";
    if (chosen?.path) told = `from=${encodeURIComponent(chosen.path.from.iri)}&to=${encodeURIComponent(chosen.path.to.iri)}`;
    else if (chosen?.node) told = encodeURIComponent(chosen.node.iri) + (steps === Infinity ? "" : `&depth=${steps}`);
    Page.remember(`#${told}`);
  }
}
