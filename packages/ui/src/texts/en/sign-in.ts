export const signIn = {
  title: 'Sign in to {{organisation}}',
  titlePlain: 'Sign in',
  intro: 'Support your customers on their own screen, with their permission.',
  email: 'Email',
  password: 'Password',
  showPassword: 'Show password',
  submit: 'Sign in',
  relay: 'Relay: {{host}}',
  emailMissing: 'Enter your email address.',
  passwordMissing: 'Enter your password.',
  checking: 'Connecting to the relay',
} as const;
