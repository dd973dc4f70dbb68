import { ground } from '@renderer/features/calls';

export const planted = ground;
