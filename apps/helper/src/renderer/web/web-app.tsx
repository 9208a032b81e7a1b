/** The session screens in a browser, with the question and the banner inside the page. */
import { AlongsideUi } from '@alongside/ui';
import { BannerStrip } from '../banner/banner-strip.tsx';
import { ConsentDialog } from '../consent/consent-dialog.tsx';
import { usePrompt } from '../consent/use-prompt.ts';
import type { HelperSession } from '../session/helper-session.ts';
import { SessionApp } from '../session/session-app.tsx';
import { useWhole } from '../session/use-session.ts';
import type { InPageCore } from './in-page-core.ts';
import classes from './web-app.module.css';

type WebAppProps = {
  readonly core: InPageCore;
  readonly session: HelperSession;
  readonly deepLink: string | null;
};

export function WebApp({ core, session, deepLink }: WebAppProps) {
  const prompt = useWhole(core.prompt);
  return (
    <AlongsideUi density="helper">
      {/* While a question is open nothing behind it can be reached, by the keyboard neither. */}
      <div className={classes.page} inert={prompt !== null}>
        <InPageBanner core={core} />
        <div className={classes.screen}>
          <SessionApp session={session} deepLink={deepLink} canClose={false} />
        </div>
      </div>
      {prompt !== null && (
        <div className={classes.overlay}>
          <div className={classes.question}>
            <InPageConsent key={prompt.requestId} core={core} />
          </div>
        </div>
      )}
    </AlongsideUi>
  );
}

function InPageBanner({ core }: { readonly core: InPageCore }) {
  const banner = useWhole(core.shared);
  if (banner === null) return null;
  return <BannerStrip banner={banner} onStop={() => void core.banner.bridge.call('banner.stop')} />;
}

function InPageConsent({ core }: { readonly core: InPageCore }) {
  const { prompt, ...asked } = usePrompt(core.consent.bridge);
  return prompt === null ? null : <ConsentDialog prompt={prompt} {...asked} />;
}
