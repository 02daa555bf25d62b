"use strict";

/* Boxes of one size at their places: which is under the pointer, and which stands next to one. */
class Boxes {
  static SQUARE = 200;
  /* How much farther what stands aside counts. */
  static ASIDE = 2.5;

  /* `places` are the centres, [x, y] each; isVisible(number) tells which are there. */
  constructor(places, [wide, high], isVisible) {
    this.places = places;
    this.half = [wide / 2, high / 2];
    this.isVisible = isVisible;
    this.squares = new Map();
    places.forEach(([x, y], number) => {
      const key = this.square(x, y);
      if (!this.squares.has(key)) this.squares.set(key, []);
      this.squares.get(key).push(number);
    });
  }

  square(x, y) {
    return Math.floor(x / Boxes.SQUARE) * 65536 + Math.floor(y / Boxes.SQUARE);
  }

  /* The number of the box at a place of the drawing, or at most `slip` beside it; -1 where there is none. */
  at(x, y, slip) {
    const { SQUARE } = Boxes;
    let [best, least] = [-1, Infinity];
    for (const right of [-SQUARE, 0, SQUARE]) {
      for (const below of [-SQUARE, 0, SQUARE]) {
        for (const number of this.squares.get(this.square(x + right, y + below)) || []) {
          const [far, high] = [Math.abs(this.places[number][0] - x), Math.abs(this.places[number][1] - y)];
          const inside = far <= this.half[0] + slip && high <= this.half[1] + slip;
          if (inside && far + high < least && this.isVisible(number)) [best, least] = [number, far + high];
        }
      }
    }
    return best;
  }

  /* The number of the nearest box in a direction, [right, down]; -1 where there is none. */
  neighbour(from, [right, down]) {
    const [x, y] = this.places[from];
    let [best, least] = [-1, Infinity];
    this.places.forEach((place, number) => {
      const [across, along] = [place[0] - x, place[1] - y];
      const ahead = across * right + along * down;
      const cost = ahead + Boxes.ASIDE * (Math.abs(across * down) + Math.abs(along * right));
      if (ahead > 0 && cost < least && this.isVisible(number)) [best, least] = [number, cost];
    });
    return best;
  }
}
