import { ground } from '@renderer/data/commands/ground';
import { ground as shared } from '@shared/domain/tickets/ground';
import { ground as ui } from '@renderer/ui/ground';

export const right = [ground, shared, ui];
