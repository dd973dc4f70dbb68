import { ground } from '@main/ground';

export const planted = ground;
