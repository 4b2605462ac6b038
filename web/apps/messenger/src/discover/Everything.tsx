import { Chip } from "@hutong/ui";
import { CheckIcon, ClockIcon, CodeIcon, ForwardIcon, LabIcon, type Icon } from "@hutong/ui/icons";
import { Link } from "wouter";
import { useSession } from "../app/session";
import { useWords } from "../app/words";
import { PageHeader } from "../shell/PageHeader";
import { SERVICES, type Service, type ServiceState } from "./services";
import "../people/pages.css";

const LOOKS: Record<ServiceState, { tone: "ok" | "warn" | "plain"; icon: Icon }> = {
  works: { tone: "ok", icon: CheckIcon },
  lab: { tone: "warn", icon: LabIcon },
  coming: { tone: "plain", icon: ClockIcon },
};

/** One page that lists every service, so that nobody has to discover what is here by accident. */
export default function Everything() {
  const { t } = useWords();
  const { session } = useSession();
  const shown = SERVICES.filter(({ state }) => state !== "lab" || session.instance.mode === "lab");
  return (
    <article className="page">
      <PageHeader title={t("everything.title")} back="/me" />
      <div className="page-body">
        <p className="page-note">{t("everything.help")}</p>
        <ul className="card-rows services">
          {shown.map((service) => (
            <ServiceRow key={service.name} service={service} />
          ))}
        </ul>
      </div>
    </article>
  );
}

function ServiceRow({ service: { name, state, open, console: own, api } }: { service: Service }) {
  const { t } = useWords();
  const { tone, icon } = LOOKS[state];
  return (
    <li className="service">
      <div className="service-head">
        <h2>{t(`services.${name}`)}</h2>
        <Chip tone={tone} icon={icon}>
          {t(`everything.state.${state}`)}
        </Chip>
      </div>
      <p>{t(`servicesHelp.${name}`)}</p>
      {(open || own || api) && (
        <p className="service-doors">
          {open && (
            <Link href={open}>
              <ForwardIcon weight="bold" aria-hidden="true" /> {t("everything.open")}
              <span className="sr"> {t(`services.${name}`)}</span>
            </Link>
          )}
          {own && (
            <a href={own}>
              <ForwardIcon weight="bold" aria-hidden="true" /> {own.startsWith("/console/lab") ? t("everything.lab") : t("everything.console")}
              <span className="sr"> {t(`services.${name}`)}</span>
            </a>
          )}
          {api && (
            <a href={api}>
              <CodeIcon weight="bold" aria-hidden="true" /> {t("everything.api")}
              <span className="sr"> {t(`services.${name}`)}</span>
            </a>
          )}
        </p>
      )}
    </li>
  );
}
