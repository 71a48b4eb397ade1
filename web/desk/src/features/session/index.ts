export { MePage } from './MePage';
export { SetUpPage } from './SetUpPage';
export { SignInPage } from './SignInPage';
