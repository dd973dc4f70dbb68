import { app } from 'electron';

export const planted = app;
