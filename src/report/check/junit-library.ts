import library, { type Builder } from 'junit-report-builder';

/** An empty JUnit document. The package's types put the builder under `default`, its CommonJS file does not. */
export const junitDocument = (): Builder => (library as unknown as Builder).newBuilder();
