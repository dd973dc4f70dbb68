import { ground } from '@shared/domain/tickets/ground';

export const planted = ground;
