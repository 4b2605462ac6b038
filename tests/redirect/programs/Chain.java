import java.net.Socket;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Say whether Java believes that a server is who it says: java Chain.java HOST PORT, the server being on loopback. */
public class Chain {
    public static void main(String[] given) throws Exception {
        int port = Integer.parseInt(given[1]);
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        try (SSLSocket socket = (SSLSocket) factory.createSocket(new Socket("127.0.0.1", port), given[0], port, true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            try {
                socket.startHandshake();
                System.out.println("believed");
            } catch (SSLException error) {
                System.out.println("refused: " + error.getMessage());
            }
        }
    }
}
