/** What a bundler makes of a CSS file; seen by every package that reads ours from source. */

declare module '*.module.css' {
  const classes: Readonly<Record<string, string>>;
  export default classes;
}

declare module '*.css';
