export { ground } from '@renderer/features/calls';
