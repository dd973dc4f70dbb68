import { ground } from '@shared/domain/tickets/ground';
import { ground as lib } from '@shared/lib/ground';

export const right = [ground, lib];
