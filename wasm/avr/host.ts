// What the simulator asks of its host: peripheral registers. Everything else stays inside the module.

/** The byte a peripheral register answers with, or a negative number when no model maps that data address. */
// @ts-ignore: decorator
@external('host', 'readIo')
export declare function hostReadIo(dataAddress: u32): i32;

/** Writes a peripheral register; negative when no model maps that data address. */
// @ts-ignore: decorator
@external('host', 'writeIo')
export declare function hostWriteIo(dataAddress: u32, value: u32): i32;

/** The waiting interrupt has been taken. */
// @ts-ignore: decorator
@external('host', 'takeInterrupt')
export declare function hostTakeInterrupt(): void;

/** RETI was executed. */
// @ts-ignore: decorator
@external('host', 'endInterrupt')
export declare function hostEndInterrupt(): void;

/** WDR was executed. */
// @ts-ignore: decorator
@external('host', 'resetWatchdog')
export declare function hostResetWatchdog(): void;
