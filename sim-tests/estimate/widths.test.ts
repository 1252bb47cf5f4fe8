import { describe, expect, it } from 'vitest';
import { countedOnByteCore } from './support/counted-text.ts';

/**
 * WebAssembly computes with 32 bits what C on an AVR computes with 8 and 16. What is expected of each rule is what the same
 * line of C takes there, by hand: the C stands beside it, with the types of an AVR.
 */
const one = (body: string, parameters = '(param $p i32) (param $q i32)', more = ''): string[] =>
  countedOnByteCore(`(func (export "f") ${parameters} ${body}) ${more}`);

describe('how wide a value may be', () => {
  it('a byte times a byte is the 16 bits that the core multiplies to: sum += p[0] * q[0]', () => {
    const body = `(i32.store (local.get $p) (i32.add (i32.load (local.get $p))
      (i32.mul (i32.load8_s (local.get $p)) (i32.load8_s (local.get $q)))))`;
    expect(one(body)).toEqual(['load32', 'load8', 'load8', 'multiply8', 'extendProduct', 'alu32', 'store32']);
  });

  it('a product of words is as wide as it is used: (uint16_t)(*p * *q), and as int32_t', () => {
    const product = '(i32.mul (i32.load16_u (local.get $p)) (i32.load16_u (local.get $q)))';
    const words = ['load16', 'load16', 'multiply16', 'store16'];
    expect(one(`(i32.store16 (local.get $p) ${product})`)).toEqual(words);
    const long = ['load16', 'extend32', 'load16', 'extend32', 'multiply32', 'store32'];
    expect(one(`(i32.store (local.get $p) ${product})`)).toEqual(long);
  });

  it('a mask bounds: (*p & 3) == 2 is a matter of bytes', () => {
    const body = `(if (i32.eq (i32.and (i32.load16_u (local.get $p)) (i32.const 3)) (i32.const 2)) (then (unreachable)))`;
    expect(one(body)).toEqual(['load8', 'alu8', 'compare8']);
  });

  it('a conversion takes a byte or two as they are, and takes nothing: (int8_t)x < 5', () => {
    const less = (converted: string): string => `(if (i32.lt_s ${converted} (i32.const 5)) (then (unreachable)))`;
    const shifted = '(i32.shr_s (i32.shl (local.get $p) (i32.const 24)) (i32.const 24))';
    expect(one(less(shifted))).toEqual(['compare8']);
    expect(one(less('(i32.extend8_s (local.get $p))'))).toEqual(['compare8']);
    expect(one(less('(i32.extend16_s (local.get $p))'))).toEqual(['compare16']);
  });

  it('shifts back by another distance are shifts: (x << 24) >> 20', () => {
    const body = '(i32.store16 (local.get $q) (i32.shr_s (i32.shl (local.get $p) (i32.const 24)) (i32.const 20)))';
    expect(one(body)).toContain('shift32');
  });

  it('int has 16 bits, and so has a sum of two of them: (int)*p + (unsigned)*q < 0', () => {
    const sum = '(i32.add (i32.load16_s (local.get $p)) (i32.load16_u (local.get $q)))';
    const body = `(if (i32.lt_s ${sum} (i32.const 0)) (then (unreachable)))`;
    expect(one(body)).toEqual(['load16', 'load16', 'alu16', 'compare16']);
  });

  it('a long stays a long: *p - *q < 0', () => {
    const body = `(if (i32.lt_s (i32.sub (i32.load (local.get $p)) (i32.load (local.get $q))) (i32.const 0))
      (then (unreachable)))`;
    expect(one(body)).toEqual(['load32', 'load32', 'alu32', 'compare32']);
  });

  it('a quotient is computed in the type of both, whatever is kept of it', () => {
    const quotient = (load: string): string =>
      `(i32.store8 (local.get $p) (i32.div_s (${load} (local.get $p)) (${load} (local.get $q))))`;
    expect(one(quotient('i32.load16_s'))).toEqual(['load16', 'load16', 'divide16', 'store8']);
    expect(one(quotient('i32.load'))).toEqual(['load32', 'load32', 'divide32', 'store8']);
  });

  it('a choice of bytes is a byte', () => {
    const body = `(i32.store8 (local.get $p) (select (i32.load8_s (local.get $p)) (i32.const 0) (local.get $q)))`;
    expect(one(body)).toEqual(['load8', 'select8', 'store8']);
  });
});

describe('a counter of a loop', () => {
  const counted = (step: string, condition: string): string[] =>
    one(`(local $i i32) (loop $again (local.set $i ${step}) (br_if $again ${condition}))`);
  const next = '(i32.add (local.get $i) (i32.const 1))';

  it('is as wide as what it is compared to: for (uint8_t i = 0; i != *p; i++)', () => {
    const upTo = (load: string): string => `(i32.ne (local.get $i) (${load} (local.get $p)))`;
    expect(counted(next, upTo('i32.load8_u'))).toEqual(['alu8', 'load8', 'compare8']);
    expect(counted(next, upTo('i32.load16_u'))).toEqual(['alu16', 'load16', 'compare16']);
    expect(counted(next, upTo('i32.load'))).toEqual(['alu32', 'load32', 'compare32']);
  });

  it('is as wide as what it begins with where it goes down to zero: for (uint16_t i = *p; i > 0; i--)', () => {
    const body = `(local $i i32) (local.set $i (i32.load16_u (local.get $p)))
      (loop $again (br_if $again (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))`;
    expect(one(body)).toEqual(['load16', 'alu16']);
  });

  it('is not one when it goes by what it meets: while (sum != *p) sum += *q', () => {
    const step = '(i32.add (local.get $i) (i32.load16_u (local.get $q)))';
    const condition = '(i32.ne (local.get $i) (i32.load16_u (local.get $p)))';
    expect(counted(step, condition)).toEqual(['load16', 'extend32', 'alu32', 'load16', 'extend32', 'compare32']);
  });
});

describe('how much of a value somebody asks for', () => {
  const sum = '(i32.add (i32.load (local.get $p)) (i32.load (local.get $q)))';

  it('as many bytes as are stored', () => {
    expect(one(`(i32.store8 (local.get $p) ${sum})`)).toEqual(['load8', 'load8', 'alu8', 'store8']);
    expect(one(`(i32.store16 (local.get $p) ${sum})`)).toEqual(['load16', 'load16', 'alu16', 'store16']);
    expect(one(`(i32.store (local.get $p) ${sum})`)).toEqual(['load32', 'load32', 'alu32', 'store32']);
  });

  it('as many as a mask leaves: (uint8_t)(*p + *q) > 5', () => {
    const body = `(if (i32.gt_u (i32.and ${sum} (i32.const 255)) (i32.const 5)) (then (unreachable)))`;
    expect(one(body)).toEqual(['load8', 'load8', 'alu8', 'compare8']);
  });

  it('fewer below a shift to the left, more below one to the right', () => {
    const shifted = (shift: string): string =>
      `(i32.store16 (local.get $p) (${shift} (i32.load (local.get $p)) (i32.const 9)))`;
    expect(one(shifted('i32.shl'))).toEqual(['load8', 'shift16', 'shiftDistance16', 'store16']);
    expect(one(shifted('i32.shr_u'))).toEqual(['load32', 'shift32', 'shiftDistance32', 'store16']);
  });

  it('all of them where a shift goes how far nobody knows', () => {
    const body = '(i32.store8 (local.get $p) (i32.shr_s (i32.load (local.get $p)) (local.get $q)))';
    expect(one(body)).toEqual(['load32', 'shift32', 'store8']);
  });

  it('more than it has: then it is extended', () => {
    const stored = (load: string): string[] => one(`(i32.store (local.get $p) (${load} (local.get $q)))`);
    expect(stored('i32.load8_s')).toEqual(['load8', 'extend32', 'store32']);
    expect(stored('i32.load')).toEqual(['load32', 'store32']);
    expect(one('(i32.store16 (local.get $p) (i32.load8_s (local.get $q)))')).toEqual(['load8', 'extend16', 'store16']);
  });
});

describe('addresses', () => {
  it('an index is 16 bits: q[i << 1]', () => {
    const body = `(i32.store8 (i32.add (local.get $p) (i32.shl (local.get $q) (i32.const 1))) (i32.const 0))`;
    expect(one(body)).toEqual(['shift16', 'shiftDistance16', 'alu16', 'store8']);
  });

  it('a pointer that walks to an end: do *p = 0; while (++p != end)', () => {
    const body = `(loop $again (i32.store8 (local.get $p) (i32.const 0))
      (br_if $again (i32.ne (local.tee $p (i32.add (local.get $p) (i32.const 1))) (local.get $q))))`;
    expect(one(body)).toEqual(['store8', 'alu16', 'compare16']);
  });

  it('a pointer in memory has two bytes: *q = *p + 1 for int8_t **p, **q, where **p is read', () => {
    const body = `(local $r i32) (local.set $r (i32.load (local.get $p))) (drop (i32.load8_s (local.get $r)))
      (i32.store (local.get $q) (i32.add (local.get $r) (i32.const 1)))`;
    expect(one(body)).toEqual(['load16', 'load8', 'alu16', 'store16']);
  });

  it('of a table with an index only the table is one: an index of 32 bits that is compared stays what it is', () => {
    const body = `(drop (i32.load8_u (i32.add (local.get $p) (i32.const 2048))))
      (if (i32.eq (local.get $p) (local.get $q)) (then (unreachable)))`;
    expect(one(body)).toEqual(['alu16', 'load8', 'compare32']);
  });

  it('a local that is used again for something else is two values', () => {
    const body = `(drop (i32.load8_u (local.get $p))) (local.set $p (i32.load (local.get $q)))
      (i32.store (local.get $q) (i32.add (local.get $p) (i32.const 1)))`;
    expect(one(body)).toEqual(['load8', 'load32', 'alu32', 'store32']);
  });

  it('where ways meet, a local that nobody uses behind them says nothing', () => {
    const body = `(local $r i32) (if (local.get $q) (then (local.set $r (i32.load (local.get $q)))
        (i32.store (local.get $q) (i32.add (local.get $r) (i32.const 1))))
      (else (local.set $r (local.get $p)) (i32.store8 (local.get $r) (i32.const 0))))`;
    expect(one(body)).toContain('alu32');
  });
});

describe('over calls', () => {
  const callee = '(param $p i32) (param $q i32) (if (i32.eq (local.get $p) (local.get $q)) (then (unreachable)))';
  const caller = '(func (export "g") (call $f (i32.load8_u (i32.const 0)) (i32.load8_u (i32.const 1))))';

  it('a parameter is what its function is called with', () => {
    expect(countedOnByteCore(`(func $f ${callee}) ${caller}`)).toEqual(['compare8']);
  });

  it('of a function that others may call as well, nothing is known', () => {
    expect(countedOnByteCore(`(func $f (export "f") ${callee}) ${caller}`)).toEqual(['compare32']);
    const table = '(table 1 funcref) (elem (i32.const 0) $f)';
    expect(countedOnByteCore(`${table} (func $f ${callee}) ${caller}`)).toEqual(['compare32']);
  });

  it('a result is what is returned, and asked for what its callers ask', () => {
    const helper = '(func $h (result i32) (i32.load8_s (i32.const 8)))';
    const body = '(if (i32.lt_s (call $h) (i32.const 3)) (then (unreachable)))';
    expect(one(body, '', helper)).toEqual(['call', 'compare8']);
    const asked = '(func $h (param $p i32) (result i32) (i32.add (local.get $p) (i32.load (i32.const 8))))';
    const user = '(func (export "g") (param $p i32) (i32.store8 (local.get $p) (call $h (local.get $p))))';
    expect(countedOnByteCore(`${asked} ${user}`)).toEqual(['load8', 'alu8']);
  });
});

describe('shifts', () => {
  it('whole bytes are taken from the next register: distances count without them', () => {
    const by = (distance: number): string[] =>
      one(`(i32.store (local.get $p) (i32.shl (i32.load (local.get $p)) (i32.const ${distance})))`);
    expect(by(3)).toEqual(['load32', 'shift32', 'shiftDistance32*3', 'store32']);
    expect(by(8)).toContain('shift32');
    expect(by(8).join()).not.toContain('shiftDistance');
    expect(by(19)).toContain('shiftDistance32*3');
  });
});
