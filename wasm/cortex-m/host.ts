/* What the machine asks of its host. A host that cannot answer calls `refuse` of index.ts before it returns. */

@external('host', 'readPeripheral')
export declare function readPeripheral(address: u32, bytes: u32): u32;
/** Whether reading a register changes nothing, and what it holds changes only by writes and by events. */
@external('host', 'isQuiet')
export declare function isQuiet(address: u32): bool;
@external('host', 'writePeripheral')
export declare function writePeripheral(address: u32, value: u32, bytes: u32): void;
/** Semihosting operation; returns what r0 becomes. */
@external('host', 'semihosting')
export declare function semihosting(operation: u32, argument: u32): u32;
/**
 * The process stack pointer was set to `sp`, and had been as low as `lowest` before; 0xffffffff: it goes on from where
 * it was set to.
 */
@external('host', 'switchProcessStack')
export declare function switchProcessStack(sp: u32, lowest: u32): void;
/** Takes that many rows of the trace: trace.ts. */
@external('host', 'drainTrace')
export declare function drainTrace(rows: u32): void;
/** A character written to ITM stimulus port 0. */
@external('host', 'writeItm')
export declare function writeItm(value: u32): void;
