import { ground } from '@renderer/app/ground';

export const planted = ground;
