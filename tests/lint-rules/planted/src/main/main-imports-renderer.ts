import { ground } from '@renderer/data/ground';

export const planted = ground;
