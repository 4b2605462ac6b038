import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Fetch one address with the clients that Java comes with: java Probe.java URL. Nothing here knows of a lane. */
public class Probe {
    interface Client {
        String[] get(String url) throws Exception;
    }

    public static void main(String[] given) {
        tell("HttpURLConnection", Probe::byUrlConnection, given[0]);
        tell("HttpClient", url -> byHttpClient(HttpClient.newHttpClient(), url), given[0]);
        tell("HttpClient_http1", url -> byHttpClient(http1(), url), given[0]);
    }

    static String[] byUrlConnection(String url) throws Exception {
        HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        try (InputStream body = connection.getInputStream()) {
            String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            return new String[] {String.valueOf(connection.getResponseCode()), text};
        }
    }

    static String[] byHttpClient(HttpClient client, String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        return new String[] {String.valueOf(answer.statusCode()), answer.body()};
    }

    static HttpClient http1() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    static void tell(String name, Client client, String url) {
        String rest;
        try {
            String[] answer = client.get(url);
            rest = "\"status\": " + answer[0] + ", \"text\": " + quoted(answer[1]);
        } catch (Exception error) {
            StringBuilder why = new StringBuilder();
            for (Throwable one = error; one != null; one = one.getCause()) {
                why.append(one.getClass().getSimpleName()).append(": ").append(one.getMessage()).append("; ");
            }
            rest = "\"error\": " + quoted(why.toString());
        }
        System.out.println("{\"client\": " + quoted(name) + ", " + rest + "}");
    }

    static String quoted(String text) {
        String safe = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r");
        return "\"" + safe + "\"";
    }
}
