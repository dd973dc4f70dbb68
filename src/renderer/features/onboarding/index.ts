export { OnboardingPage } from './onboarding-page';
export { RunPage } from './run-page';
export { TemplatesPage } from './templates-page';
