import { constructors } from './constructors.ts';

/** The registration of a layer, by what it is called: `Conv2D+relu` and `Conv2D` are one. */
export const nnomRegistration = (op: string): string => `pf_op_nnom_${op.replace(/\+.*/, '').toLowerCase()}`;

/** The registration of the layer a constructor makes: `Dense` and `dense_s` are one. Undefined for an activation. */
export function nnomRegistrationOf(constructorName: string): string | undefined {
  const op = Object.hasOwn(constructors, constructorName) ? constructors[constructorName]?.op : undefined;
  return op === undefined ? undefined : nnomRegistration(op);
}
