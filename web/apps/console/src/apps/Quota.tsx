/** How often each call was made today, and how often it may be. */
import { Button, Progress } from "antd";
import { ApiCallButton } from "../shared/code/CodeDrawer";
import { Answer, Empty } from "../shared/State";
import { useAct } from "../shared/useAct";
import { useConfirm } from "../shared/useConfirm";
import { Box, Page } from "../shell/Page";
import { useWords } from "../words";
import { appKey, clearQuota, useAppId, useQuota } from "./queries";

const query = { access_token: "ACCESS_TOKEN" };

export default function Quota() {
  const { t, language } = useWords();
  const appId = useAppId();
  const quota = useQuota(appId);
  const confirm = useConfirm();
  const clear = useAct({ run: () => clearQuota(appId), refresh: [appKey(appId, "quota")], done: t("quota.cleared") });
  const left = quota.data?.clears_left;
  const number = new Intl.NumberFormat(language);
  const ask = () =>
    confirm({
      title: t("quota.clearTitle"),
      text: t("quota.clearText", { count: left ?? 0 }),
      action: t("quota.clear"),
      run: () => clear.mutateAsync(),
    });
  return (
    <Page
      title={t("nav.quota")}
      soft={
        <>
          <ApiCallButton
            calls={[
              {
                name: t("code.quota"),
                method: "POST",
                path: "/cgi-bin/openapi/quota/get",
                query,
                body: { cgi_path: quota.data?.items[0]?.path ?? "/cgi-bin/menu/create" },
              },
              { name: t("quota.clear"), method: "POST", path: "/cgi-bin/clear_quota", query, body: { appid: appId } },
            ]}
          />
          <Button disabled={left === undefined || left < 1} loading={clear.isPending} onClick={ask}>
            {left === undefined ? t("quota.clear") : t("quota.clearLeft", { count: left })}
          </Button>
        </>
      }
    >
      <Answer asked={quota} rows={8}>
        {({ items }) => (
          <Box>
            {items.length === 0 ? (
              <Empty title={t("quota.empty")} text={t("quota.emptyText")} />
            ) : (
              <ul className="rows">
                {[...items]
                  .sort((one, other) => other.used / other.limit - one.used / one.limit)
                  .map(({ path, used, limit }) => (
                    <li key={path} className="row">
                      <code className="grow el">{path}</code>
                      <Progress
                        className="quota-bar"
                        percent={limit === 0 ? 0 : (100 * used) / limit}
                        showInfo={false}
                        size="small"
                        status={used >= limit ? "exception" : "normal"}
                        aria-label={t("quota.used", { path, used, limit })}
                      />
                      <span className="quota-number num">
                        {number.format(used)} <span className="mute">/ {number.format(limit)}</span>
                      </span>
                    </li>
                  ))}
              </ul>
            )}
          </Box>
        )}
      </Answer>
    </Page>
  );
}
