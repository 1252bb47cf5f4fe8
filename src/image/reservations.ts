import type { ImageSection } from './types.ts';

/**
 * Sections that set RAM aside for stack and heap: STM32CubeIDE's `._user_heap_stack`, CMSIS's `.heap` and `.stack`,
 * `.stack_dummy`. Nothing is in them when the program starts.
 */
const reservation = /^\.?_?(user_)?(heap|stack)(_stack|_dummy|_reserve)?$/;

/** Whether a section only sets RAM aside for stack and heap. */
export const isReservation = ({ name }: Pick<ImageSection, 'name'>): boolean => reservation.test(name);
