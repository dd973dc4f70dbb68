export { CallbacksPage } from './callbacks-page';
export { PlanCallbackDialog } from './plan-callback-dialog';
