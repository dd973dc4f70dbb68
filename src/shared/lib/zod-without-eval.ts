import { config } from 'zod';

// zod tries `new Function` to be faster. Where a policy forbids that, even the try is reported as a violation, so
// this is imported before any schema is made.
config({ jitless: true });
