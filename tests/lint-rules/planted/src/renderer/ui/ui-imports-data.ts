import { ground } from '@renderer/data/commands/ground';

export const planted = ground;
