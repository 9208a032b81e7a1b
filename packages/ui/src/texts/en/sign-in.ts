export const signIn = {
  title: 'Sign in to {{organisation}}',
  titlePlain: 'Sign in',
  intro: 'Support your customers on their own screen, with their permission.',
  email: 'Email',
  password: 'Password',
  submit: 'Sign in',
  submitting: 'Signing in',
  relay: 'Relay: {{host}}',
  emailMissing: 'Enter your e-mail address.',
  passwordMissing: 'Enter your password.',
  notKept: 'This computer can’t keep your sign-in safely, so you’ll be asked again next time.',
  checking: 'Connecting to the relay',
} as const;
