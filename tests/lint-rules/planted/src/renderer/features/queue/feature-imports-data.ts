import { ground } from '../../data/ground';

export const planted = ground;
