package io.github.realtimecli.transport;

import javax.net.ssl.HandshakeCompletedListener;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/// A socket in the midst of its handshake as the JDK's trust manager needs to see it: that it is connected, the session that
/// is being made, and whether a host's name has to be compared. The socket itself would be asked for all its parameters,
/// and Conscrypt's then prepares the host's name for every script there is: 12 ms of a cold process.
final class HandshakeView extends SSLSocket {
  private final SSLSession session;
  private final String identification;

  /// @param identification how to compare the host's name, as in [SSLParameters#setEndpointIdentificationAlgorithm], or
  ///                       nothing
  HandshakeView(SSLSession session, String identification) {
    this.session = session;
    this.identification = identification;
  }

  @Override
  public boolean isConnected() {
    return true;
  }

  @Override
  public SSLSession getHandshakeSession() {
    return session;
  }

  @Override
  public SSLParameters getSSLParameters() {
    SSLParameters parameters = new SSLParameters();
    parameters.setEndpointIdentificationAlgorithm(identification);
    return parameters;
  }

  @Override
  public SSLSession getSession() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String[] getEnabledCipherSuites() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setEnabledCipherSuites(String[] suites) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String[] getSupportedProtocols() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String[] getEnabledProtocols() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setEnabledProtocols(String[] protocols) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void addHandshakeCompletedListener(HandshakeCompletedListener listener) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void removeHandshakeCompletedListener(HandshakeCompletedListener listener) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void startHandshake() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setUseClientMode(boolean client) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean getUseClientMode() {
    return true;
  }

  @Override
  public void setNeedClientAuth(boolean need) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean getNeedClientAuth() {
    return false;
  }

  @Override
  public void setWantClientAuth(boolean want) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean getWantClientAuth() {
    return false;
  }

  @Override
  public void setEnableSessionCreation(boolean enabled) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean getEnableSessionCreation() {
    return true;
  }
}
