export const planted = (): Promise<unknown> => import('@renderer/features/calls');
